"""The words for kinds of organisations."""

from wgtool.kernel.i18n import _l
from wgtool.partners.models import Standing, Type

TYPES = {
    Type.UN: _l("UN agency"),
    Type.INGO: _l("International NGO"),
    Type.NNGO: _l("National NGO"),
    Type.CBO: _l("Community-based organisation"),
    Type.RCRC: _l("Red Cross / Red Crescent"),
    Type.GOVERNMENT: _l("Government"),
    Type.DONOR: _l("Donor"),
    Type.PRIVATE: _l("Private sector"),
    Type.ACADEMIA: _l("Academia"),
    Type.OTHER: _l("Other"),
}
STANDINGS = {Standing.PARTNER: _l("Partner"), Standing.OBSERVER: _l("Observer")}
