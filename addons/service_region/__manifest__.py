{
    "name": "Service Regions",
    "summary": "Administrative divisions, and addresses resolved to them",
    "version": "19.0.1.0.0",
    "category": "Services",
    "author": "Service Suite contributors",
    "license": "AGPL-3",
    "depends": ["web"],
    "data": [
        "security/service_region_groups.xml",
        "security/ir.model.access.csv",
        "security/service_region_trial_security.xml",
        "data/service_region_data.xml",
        "views/service_region_views.xml",
        "views/service_region_name_views.xml",
        "wizards/service_region_trial_views.xml",
        "views/service_region_menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "service_region/static/src/**/*",
        ],
        "web.assets_tests": [
            "service_region/static/tests/tours/**/*",
        ],
    },
    "uninstall_hook": "forget_parameters",
}
