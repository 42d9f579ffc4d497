from . import body_page, consumer_form, consumer_page, portal, respondent_page
