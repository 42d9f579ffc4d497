from . import customer_link, portal, portal_submit
