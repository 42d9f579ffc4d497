from . import portal, portal_submit
