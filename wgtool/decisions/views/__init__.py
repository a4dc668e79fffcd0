"""Pages of decisions: the register, one question and what is done with it, bodies and their seats."""

from wgtool.decisions.views import acting, bodies, objecting, register, ruling, silence, sittings
from wgtool.decisions.views.base import bp

__all__ = ["acting", "bodies", "bp", "objecting", "register", "ruling", "silence", "sittings"]
