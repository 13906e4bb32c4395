"""One page of each kind that a reader can meet, and where the demo has it."""

from __future__ import annotations

from dataclasses import dataclass

from e2e.site import NEXT_EDITION

LANGUAGES = ("en", "es", "fr", "el", "lt", "ar")


@dataclass(frozen=True)
class Kind:
    """``path`` is below the language. ``model`` is empty for what is not a page in the tree."""

    name: str
    path: str
    model: str = ""
    exits: bool = False
    status: int = 200

    def in_language(self, code: str) -> str:
        return f"/{code}/{self.path}"

    def __str__(self) -> str:
        return self.name


HOME = Kind("home", "", "home.HomePage")
CAMPAIGNS = Kind("campaigns", "campaign/", "campaign.CampaignIndexPage")
CAMPAIGN = Kind("campaign", f"campaign/{NEXT_EDITION}/", "campaign.CampaignPage")
GUIDES = Kind("guides", "prevention/", "prevention.PreventionIndexPage", exits=True)
TOPIC = Kind("topic", "prevention/check-before-you-chat/", "prevention.TopicPage", exits=True)
GUIDE = Kind("guide", "prevention/check-before-you-chat/teenagers/", "prevention.GuidePage", exits=True)
STORIES = Kind("stories", "stories/", "stories.StoryIndexPage", exits=True)
STORY = Kind("story", "stories/the-long-way-home/", "stories.StoryPage", exits=True)
LIGHT_STORY = Kind("light-story", f"{STORY.path}light/", exits=True)
TOLD_STORY = Kind("told-story", "stories/thirty-three-hours/", "stories.StoryPage", exits=True)
HELP = Kind("help", "help/", "facts.HelpPage", exits=True)
COUNTRY = Kind("country", "help/gr/", "facts.HelpPage", exits=True)
ALERTS = Kind("alerts", "alerts/", "facts.AlertSystemsPage", exits=True)
EXPLAINER = Kind(
    "explainer", "prevention/missing/how-would-you-decide/", "prevention.ExplainerPage", exits=True
)
SITUATION = Kind("situation", f"{EXPLAINER.path}1/", "prevention.ExplainerPage", exits=True)
PARTNERS = Kind("partners", "partners/", "partners.PartnerIndexPage")
PARTNER = Kind("partner", "partners/example-centre-greece/", "partners.PartnerPage")
PARTNER_CAMPAIGN = Kind("partner-campaign", f"{PARTNER.path}{NEXT_EDITION}/", "campaign.PartnerCampaignPage")
EVENTS = Kind("events", "events/", "events.EventIndexPage")
EVENT = Kind("event", f"{PARTNER.path}walk-with-blue-ribbons/", "events.EventPage")
COMPETITIONS = Kind("competitions", "drawings/", "gallery.CompetitionIndexPage")
COMPETITION = Kind("competition", f"drawings/{NEXT_EDITION}/", "gallery.CompetitionPage")
GALLERY = Kind("gallery", f"drawings/{NEXT_EDITION}/gallery/")
ALL_DRAWINGS = Kind("all-drawings", f"{COMPETITIONS.path}gallery/")
SLIDESHOW = Kind("slideshow", f"{GALLERY.path}slideshow/")
SCHOOLS = Kind("schools", "schools/")
TAKE_BACK = Kind("take-back", "take-back/", exits=True)
PLAIN = Kind("plain", "about/", "home.StandardPage")
SEARCH = Kind("search", "search/?q=chat")
MISSING = Kind("not-found", "there-is-no-such-page/", status=404)

KINDS = (
    HOME, CAMPAIGNS, CAMPAIGN, GUIDES, TOPIC, GUIDE, STORIES, STORY, LIGHT_STORY, TOLD_STORY, HELP, COUNTRY,
    ALERTS, EXPLAINER, SITUATION, PARTNERS, PARTNER, PARTNER_CAMPAIGN, EVENTS, EVENT, COMPETITIONS, COMPETITION,
    GALLERY, ALL_DRAWINGS, SLIDESHOW, SCHOOLS, TAKE_BACK, PLAIN, SEARCH, MISSING,
)  # fmt: skip
#: Those that a reader finds by the tree, the menu and the sitemap.
PAGES = tuple(kind for kind in KINDS if kind.model)
