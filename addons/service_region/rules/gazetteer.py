"""Every division under every name, and how divisions hold each other."""

from collections import defaultdict

from .names import short_names

COUNTRY, PROVINCE, PREFECTURE, COUNTY, TOWN = range(5)
LEVELS = {
    "country": COUNTRY,
    "province": PROVINCE,
    "prefecture": PREFECTURE,
    "county": COUNTY,
    "town": TOWN,
}
LEVEL_NAMES = tuple(LEVELS)


class Region:
    """A node of the tree.

    ``lineage`` is what holds it: its ancestors, for a former division also its
    successors and their ancestors. ``anchors`` is what stands for it when it holds
    something: itself and its successors. ``unit`` is the division a text has to settle:
    the county, or a prefecture that has none; None above that and in zones.
    """

    __slots__ = (
        "code", "name", "level", "parent", "until", "successors", "lineage",
        "anchors", "children", "former_names", "unit",
    )  # fmt: skip

    def __init__(self, row, parent):
        self.code = row.code
        self.name = row.name
        self.level = LEVELS[row.level]
        self.parent = parent
        self.until = row.until
        self.successors = row.successors
        self.lineage = frozenset()
        self.anchors = (self,)
        self.children = []
        self.former_names = ()
        self.unit = None

    def __repr__(self):
        return f"Region({self.code} {self.name})"

    @property
    def outside(self):
        """Whether it is a province without divisions, such as 香港."""
        return self.level == PROVINCE and not self.children

    @property
    def full_name(self):
        """The names from the province down, in one word."""
        if self.parent is None or self.parent.level == COUNTRY:
            return self.name
        return self.parent.full_name + self.name

    def units(self):
        """Return the current units within (or itself), in the order of the data."""
        if self.unit:
            return [self.unit]
        return [
            unit
            for child in self.children
            if child.until is None and child.level < TOWN
            for unit in child.units()
        ]


def holds(above, below) -> bool:
    """Whether ``below`` lies in ``above`` or is the same, today or formerly."""
    if above is below:
        return True
    if above.level > below.level:
        return False
    lineage = below.lineage
    return any(anchor in lineage or anchor is below for anchor in above.anchors)


def meet(some, others) -> tuple:
    """Return the deeper region of every pair that lies on one line."""
    found = {}
    for one in some:
        for other in others:
            if holds(one, other):
                found[other] = None
            elif holds(other, one):
                found[one] = None
    return tuple(found)


class Gazetteer:
    """The divisions by code, and by each of their names.

    ``index`` maps a name to the regions called so, ``lengths`` the first two
    characters of names to their lengths, longest first. ``zones`` are the names of
    areas that are no divisions and stand for the division around them.
    Raises ValueError for a code that occurs twice, for an unknown parent or successor
    and for a level that does not lie below its parent's.
    """

    def __init__(self, rows):
        self.regions = {}
        self.zones = set()
        index, later = defaultdict(list), []
        for row in rows:
            region = self._add(row)
            index[row.name].append(region)
            for name in short_names(row.name, row.level):
                index[name].append(region)
            later.extend((name, kind, region) for name, kind in row.names)
        for name, kind, region in later:
            self._add_name(index[name], name, kind, region)
        self._link_successors()
        self._place()
        self.index = {name: tuple(found) for name, found in index.items()}
        self.lengths = _lengths(self.index)

    def _add(self, row):
        if row.code in self.regions:
            raise ValueError(f"code {row.code} occurs twice")
        if row.parent and row.parent not in self.regions:
            raise ValueError(f"{row.code}: no parent {row.parent} before it")
        parent = self.regions[row.parent] if row.parent else None
        region = self.regions[row.code] = Region(row, parent)
        if parent:
            if parent.level >= region.level:
                raise ValueError(f"{row.code} does not lie below {row.parent}")
            parent.children.append(region)
        return region

    def _add_name(self, called, name, kind, region):
        if kind == "zone":
            self.zones.add(name)
        if kind == "former":
            region.former_names = (*region.former_names, name)
        if region not in called:
            called.append(region)

    def _link_successors(self):
        for region in self.regions.values():
            if region.successors:
                try:
                    found = tuple(self.regions[code] for code in region.successors)
                except KeyError as error:
                    raise ValueError(f"{region.code}: no successor {error}") from error
                region.successors = found
                region.anchors = (region, *found)

    def _place(self):
        """Give every region its lineage and its unit; siblings share a lineage."""
        below = {}
        for region in self.regions.values():
            parent = region.parent
            if parent and parent not in below:
                below[parent] = parent.lineage | {parent}
            region.lineage = below.get(parent, frozenset())
            region.unit = _unit(region)
        for region in self.regions.values():
            if region.until is not None:
                region.lineage = region.lineage.union(
                    region.successors, *(new.lineage for new in region.successors)
                )


def _unit(region):
    if region.level == TOWN:
        return region.parent and region.parent.unit
    if region.level == COUNTY:
        return region
    divided = any(
        child.level < TOWN and child.until is None for child in region.children
    )
    whole = region.level == PREFECTURE and region.until is None and not divided
    return region if whole else None


def _lengths(index):
    """Return the lengths of the names that begin with each two characters."""
    lengths = defaultdict(set)
    for name in index:
        lengths[name[:2]].add(len(name))
    shared = {}
    for head, found in lengths.items():
        ordered = tuple(sorted(found, reverse=True))
        lengths[head] = shared.setdefault(ordered, ordered)
    return dict(lengths)
