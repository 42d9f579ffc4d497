from . import consumer_form, consumer_page, portal
