from . import door, form_press
