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

    ``full_name`` are the names from the province down. ``lineage`` is what holds it:
    its ancestors, for a former division also its successors and their ancestors.
    ``unit`` is the division a text has to settle: the county, or a prefecture that has
    none; None above that and in zones.
    """

    __slots__ = (
        "code", "name", "full_name", "level", "parent", "until", "successors",
        "lineage", "children", "former_names", "unit", "unit_codes",
    )  # fmt: skip

    def __init__(self, row, parent):
        self.code = row.code
        self.name = row.name
        self.level = LEVELS[row.level]
        self.parent = parent
        self.until = row.until
        self.successors = row.successors
        self.lineage = frozenset()
        self.children = []
        self.former_names = ()
        self.unit, self.unit_codes = None, ()
        below_country = parent is not None and parent.level > COUNTRY
        self.full_name = parent.full_name + row.name if below_country else row.name

    def __repr__(self):
        return f"Region({self.code} {self.name})"

    @property
    def outside(self):
        """Whether it is a province without divisions, such as 香港."""
        return self.level == PROVINCE and not self.children

    @property
    def near(self):
        """Whether its towns are known without naming what lies between."""
        return self.level > PROVINCE or any(
            child.level == COUNTY for child in self.children[:1]
        )

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
    lineage = below.lineage
    if above is below or above in lineage:
        return True
    if not above.successors or above.level > below.level:
        return False
    return any(new in lineage or new is below for new in above.successors)


def meet(some, others) -> tuple:
    """Return the deeper region of every pair that lies on one line."""
    if len(some) == 1 == len(others):
        return _deeper(some[0], others[0])
    # The same as _deeper for every pair, in time that grows with the sum.
    above, below = _anchors(some), _anchors(others)
    found = [r for r in others if r in above or not above.isdisjoint(r.lineage)]
    found += [r for r in some if r in below or not below.isdisjoint(r.lineage)]
    return tuple(dict.fromkeys(found))


def _anchors(regions):
    """Return what stands for ``regions`` when they hold something."""
    return {new for region in regions for new in (region, *region.successors)}


def _deeper(one, other):
    if holds(one, other):
        return (other,)
    return (one,) if holds(other, one) else ()


class Gazetteer:
    """The divisions by code, and by each of their names.

    ``index`` maps a name to the regions called so, ``lengths`` the first two
    characters of names to their lengths, longest first, ``heads`` the names of counties
    and above to what they mean without towns. ``zones`` are the names of
    areas that are no divisions and stand for the division around them, ``former`` the
    former names of divisions that still exist.
    Raises ValueError for a code that occurs twice, for an unknown parent or successor
    and for a level that does not lie below its parent's.
    """

    def __init__(self, rows):
        self.regions = {}
        self.zones, self.former = set(), set()
        index, later = defaultdict(list), []
        for row in rows:
            region = self._add(row)
            index[row.name].append(region)
            for name in short_names(row.name, row.level):
                index[name].append(region)
            later.extend((name, kind, region) for name, kind in row.names)
        for name, kind, region in later:
            self._add_name(index, name, kind, region)
        self._link_successors()
        self._place()
        self.index = {name: tuple(found) for name, found in index.items()}
        self.lengths = _lengths(self.index)
        self.heads = _without_towns(self.index)

    def names_at(self, text, start):
        """Yield what is called by ``text`` from ``start``, the longest name first."""
        for length in self.lengths.get(text[start : start + 2], ()):
            end = start + length
            senses = self.index.get(text[start:end])
            if senses and end <= len(text):
                yield end, senses

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

    def _add_name(self, index, name, kind, region):
        """Add a further name; what was called 楚州区 was called 楚州 as well.

        The short form of a former name gives way to what is called so today.
        """
        names = [name]
        if kind == "zone":
            self.zones.add(name)
        if kind == "former":
            short = short_names(name, LEVEL_NAMES[region.level])
            names += [one for one in short if _is_free(index.get(one, ()))]
            region.former_names = (*region.former_names, *names)
            self.former.update(names)
        for one in names:
            if region not in index[one]:
                index[one].append(region)

    def _link_successors(self):
        for region in self.regions.values():
            if region.successors:
                try:
                    found = tuple(self.regions[code] for code in region.successors)
                except KeyError as error:
                    raise ValueError(f"{region.code}: no successor {error}") from error
                region.successors = found

    def _place(self):
        """Give every region its lineage and its unit; siblings share a lineage."""
        below = {}
        for region in self.regions.values():
            parent = region.parent
            if parent and parent not in below:
                below[parent] = parent.lineage | {parent}
            region.lineage = below.get(parent, frozenset())
            region.unit = unit = _unit(region)
            if unit:
                region.unit_codes = (unit.code,) if unit is region else unit.unit_codes
        for region in self.regions.values():
            if region.until is not None:
                region.lineage = region.lineage.union(
                    region.successors, *(new.lineage for new in region.successors)
                )


def _is_free(senses):
    return all(region.level == TOWN or region.until is not None for region in senses)


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


def _without_towns(index):
    """Return the names of counties and above; unmixed senses are the same tuple."""
    heads = {}
    for name, senses in index.items():
        high = [region for region in senses if region.level < TOWN]
        if high:
            heads[name] = senses if len(high) == len(senses) else tuple(high)
    return heads


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
