from .explainer import ExplainerPage
from .guides import GuidePage, PreventionIndexPage, TopicPage, guides_below

__all__ = ["ExplainerPage", "GuidePage", "PreventionIndexPage", "TopicPage", "guides_below"]
