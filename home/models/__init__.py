from .footer import Footer
from .home_page import HomePage
from .standard_page import StandardPage

__all__ = ["Footer", "HomePage", "StandardPage"]
