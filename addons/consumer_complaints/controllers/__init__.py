from . import body_page, respondent_page
