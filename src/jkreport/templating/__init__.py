"""The door to Jinja: a sandbox for what authors write, and the templates of pages."""

from jkreport.templating.pages import Html, page_template
from jkreport.templating.sandbox import Fault, evaluate, expand

__all__ = ["Fault", "Html", "evaluate", "expand", "page_template"]
