{
    "name": "Service Deadlines",
    "summary": "Statutory and promised deadlines that explain themselves and fire once",
    "version": "19.0.1.0.0",
    "category": "Services",
    "author": "Service Suite contributors",
    "license": "AGPL-3",
    "depends": ["mail", "resource"],
    "external_dependencies": {"python": ["holidays"]},
    "data": [
        "security/service_deadline_groups.xml",
        "security/ir.model.access.csv",
    ],
}
