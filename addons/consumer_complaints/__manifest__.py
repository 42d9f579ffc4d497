{
    "name": "Consumer Complaints",
    "summary": "Complaints as cases: statutory deadlines, promises, proof, escalation",
    "version": "19.0.1.0.0",
    "category": "Services",
    "author": "Service Suite contributors",
    "license": "AGPL-3",
    "depends": [
        "helpdesk_mgmt",
        "phone_validation",
        "portal",
        "rating",
        "service_deadline",
        "service_door",
        "service_region",
    ],
    "external_dependencies": {"python": ["phonenumbers"]},
    "data": [
        "security/consumer_complaints_groups.xml",
        "security/ir.model.access.csv",
    ],
    "demo": [],
    "application": True,
}
