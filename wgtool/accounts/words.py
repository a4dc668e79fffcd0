"""The words for roles."""

from wgtool.accounts.models import RoleName
from wgtool.kernel.i18n import _l

ROLES = {
    RoleName.ADMIN: _l("Administrator"),
    RoleName.SUPPORT: _l("Support team"),
    RoleName.COORDINATOR: _l("Country coordinator"),
}
