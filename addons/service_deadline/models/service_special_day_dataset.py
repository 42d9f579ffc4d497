import hashlib
import logging
from pathlib import Path

from odoo import api, models

from ..rules.dataset import read_countries, read_special_days
from ..rules.special_days import DayRow

_logger = logging.getLogger(__name__)

DATA = Path(__file__).parent.parent / "data"
CALENDAR = "service_deadline.calendar_cn"
CHECKSUM = "service_deadline.special_days_checksum"
# The files hold names in two languages; other readers get the English ones.
CHINESE = "zh_CN"


class ServiceSpecialDayDataset(models.AbstractModel):
    """Brings the shipped special days into the calendar of mainland China.

    Days that people entered or changed stay. So do days that the calendar knows of
    beyond the shipped ones, because a newer source has published them meanwhile.
    """

    _name = "service.special.day.dataset"
    _description = "Loader of the Shipped Special Days"

    @api.model
    def _load(self):
        """Load the shipped days unless they are the ones loaded last.

        :return: whether anything was loaded
        """
        calendar = self.env.ref(CALENDAR, raise_if_not_found=False)
        # sudo: an upgrade may run as any user
        parameters = self.env["ir.config_parameter"].sudo()
        checksum = self._checksum()
        if not calendar or (
            calendar.special_day_count and parameters.get_param(CHECKSUM) == checksum
        ):
            return False
        done = self._fill(calendar)
        parameters.set_param(CHECKSUM, checksum)
        _logger.info("Special days of mainland China: %s", dict(done))
        return True

    @api.model
    def _checksum(self):
        """Of what decides what is loaded: the files, and who reads Chinese."""
        digest = hashlib.sha256()
        for name in ("special_days_cn.csv", "calendars.csv"):
            digest.update((DATA / name).read_bytes())
        languages = self.env["resource.calendar"]._name_languages()
        digest.update(str(CHINESE in languages).encode())
        return digest.hexdigest()

    @api.model
    def _fill(self, calendar):
        until = read_countries(DATA)["CN"].published_until
        rows = self._rows()
        last = rows[-1].day
        known = calendar.published_until
        if known and known > until:
            last = until  # what is beyond was published since
        changes = calendar._plan_special_days(rows, rows[0].day, last)
        done = calendar._carry_out(changes)
        self._name_in_chinese(calendar, rows)
        calendar.published_until = max(known, until) if known else until
        return done

    @api.model
    def _rows(self):
        """The shipped days as `DayRow`s, in order of days."""
        named = zip(read_special_days(DATA), read_special_days(DATA, True), strict=True)
        return [
            DayRow(
                day.day,
                day.working,
                hours,
                day.public,
                (("en_US", day.name), (CHINESE, chinese.name)),
            )
            for day, chinese in named
            for hours in day.hours or (None,)
        ]

    @api.model
    def _name_in_chinese(self, calendar, rows):
        """Name days that were there before anybody read Chinese."""
        if CHINESE not in calendar._name_languages():
            return
        names = {row.day: dict(row.names)[CHINESE] for row in rows}
        published = calendar.special_day_ids.filtered(
            lambda day: day.source == "published"
        )
        for day in published.with_context(lang=CHINESE):
            if day.date in names and day.name != names[day.date]:
                day.name = names[day.date]
