from odoo import fields, models

from ..rules import chain


class ConsumerComplaint(models.Model):
    """A complaint's timeline, and whether it is whole."""

    _inherit = "consumer.complaint"

    timeline_ids = fields.One2many("consumer.timeline", "complaint_id", readonly=True)
    timeline_count = fields.Integer(readonly=True, copy=False)
    timeline_head = fields.Char(
        readonly=True, copy=False, help="The hash of the last entry."
    )

    def write(self, vals):
        """Putting a case away shuts its links, so the timeline tells it."""
        moved = self.browse()
        if "active" in vals:
            moved = self.filtered(
                lambda each: (
                    each.state != "draft" and each.active != bool(vals["active"])
                )
            )
        result = super().write(vals)
        if moved:
            moved._log("note", "unarchived" if vals["active"] else "archived")
        return result

    def _log(self, kind, code, payload=None, actor=None, at=None):
        """Add an entry to the timeline of each of these complaints."""
        news = [(complaint, kind, code, payload or {}) for complaint in self]
        timeline = self.env["consumer.timeline"]
        timeline._append(news, actor or self._own_role(), at)

    def _log_happening(self, event, role, payload=None, at=None):
        """The same for an event of the lifecycle, with where the case then stands."""
        news = [
            (
                complaint,
                "life",
                event,
                {"state": complaint.state, "rung": complaint.rung, **(payload or {})},
            )
            for complaint in self
        ]
        self.env["consumer.timeline"]._append(news, role, at)

    def _chain_faults(self):
        """What is wrong with the timeline of a case, as `rules.chain.Fault`s."""
        self.ensure_one()
        # sudo: the check reads all, whoever asks for it
        entries = [entry._entry() for entry in self.sudo().timeline_ids]
        return chain.verify(entries, self.timeline_count, self.timeline_head or "")

    def action_open_timeline(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "consumer_complaints.consumer_timeline_action"
        )
        return {
            **action,
            "domain": [("complaint_id", "=", self.id)],
            "context": {"timeline_of_one": True},
        }

    def action_check_chain(self):
        """Check timeline and exhibits now, and say what is wrong with them."""
        faults = [complaint._worded_faults() for complaint in self]
        worded = "\n".join(filter(None, faults))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "danger" if worded else "success",
                "sticky": bool(worded),
                "message": worded
                or self.env._("Timeline and exhibits are as they were recorded."),
            },
        }

    def _worded_faults(self):
        """What is wrong with timeline and exhibits of a case, in words, or ""."""
        self.ensure_one()
        texts = {
            "missing": self.env._("entry %s of the timeline is missing"),
            "number": self.env._("entry %s of the timeline is one too many"),
            "payload": self.env._("the content of entry %s was changed"),
            "previous": self.env._("entry %s does not follow the one before it"),
            "hash": self.env._("entry %s was changed"),
        }
        found = [texts[what] % number for number, what in self._chain_faults()]
        found += [
            self.env._("exhibit %s is not the file that was received", exhibit.label)
            for exhibit in self.exhibit_ids
            if not exhibit._is_intact()
        ]
        return f"{self.number}: {'; '.join(found)}" if found else ""
