"""The door to Jinja: a sandbox for what authors write, and the templates of pages."""

from jkreport.templating.pages import Html, PageTemplates
from jkreport.templating.sandbox import Fault, evaluate, expand, expressions

__all__ = ["Fault", "Html", "PageTemplates", "evaluate", "expand", "expressions"]
