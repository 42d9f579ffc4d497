from . import service_ticket_demo, service_visit_demo
