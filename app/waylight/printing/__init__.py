"""Page images on a printer. No widgets: choosing a printer is the window's work."""

from waylight.printing.paper import MIN_PPI, PrinterUnavailableError, print_pages

__all__ = ["MIN_PPI", "PrinterUnavailableError", "print_pages"]
