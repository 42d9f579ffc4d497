{
    "name": "Service Doors",
    "summary": "Pages opened by a link without an account, and forms that count once",
    "version": "19.0.1.0.0",
    "category": "Services",
    "author": "Service Suite contributors",
    "license": "AGPL-3",
    "depends": ["portal"],
    "data": [
        "security/ir.model.access.csv",
        "views/door_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "service_door/static/src/*",
        ],
    },
}
