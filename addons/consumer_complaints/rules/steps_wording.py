"""The words of the buttons of events, and of what their dialogs ask for.

``_lt`` only marks the texts for the exporter of translations; the models hand in the
reader's own translation of them.
"""

_lt = str

BUTTONS = {
    "file": _lt("File It"),
    "acknowledge": _lt("Acknowledge"),
    "ask": _lt("Ask Consumer"),
    "inform": _lt("Consumer Told More"),
    "investigate": _lt("Look Into It"),
    "forward": _lt("Forward"),
    "ask_time": _lt("Respondent Needs Time"),
    "answer": _lt("Enter Answer"),
    "final_answer": _lt("Final Answer"),
    "accept": _lt("Consumer Agrees"),
    "dispute": _lt("Consumer Disagrees"),
    "withdraw": _lt("Withdraw"),
    "escalate_manager": _lt("To the Manager"),
    "escalate_company": _lt("To the Company"),
    "settle": _lt("Settle"),
    "perform": _lt("Done as Agreed"),
    "default": _lt("Not Done as Agreed"),
    "close": _lt("Close Case"),
    "reopen": _lt("Reopen"),
}
HAND_ON = _lt("Hand On")
PROMPTS = {
    "ask": _lt("What should the consumer tell or send?"),
    "inform": _lt("What did the consumer tell?"),
    "forward": _lt("What to say about it"),
    "ask_time": _lt("Why, and how long does the respondent need?"),
    "answer": _lt("What does the respondent answer?"),
    "final_answer": _lt("The company's final answer"),
    "accept": _lt("What the consumer said"),
    "dispute": _lt("What is the consumer not satisfied with?"),
    "withdraw": _lt("Why?"),
    "escalate_manager": _lt("Why?"),
    "escalate_company": _lt("Why?"),
    "settle": _lt("What was settled, and by when is it done?"),
    "perform": _lt("What was done?"),
    "default": _lt("What was not done?"),
    "close": _lt("About the outcome"),
    "reopen": _lt("Why?"),
}


def button(event: str) -> str:
    """The button that leads to an event; bodies are reached by handing on."""
    return BUTTONS.get(event, HAND_ON)
