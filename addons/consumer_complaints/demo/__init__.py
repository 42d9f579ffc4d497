from . import consumer_complaint_demo
