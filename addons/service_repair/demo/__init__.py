from . import service_ticket_demo
