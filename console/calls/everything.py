"""Every call there is, for the one client that carries them out."""

from console.calls.audit import AuditCalls
from console.calls.certificates import CertificateCalls
from console.calls.courses import CourseCalls
from console.calls.invitations import InvitationCalls
from console.calls.people import PeopleCalls
from console.calls.second_factors import SecondFactorCalls
from console.calls.treatment import TreatmentCalls


class Calls(
    AuditCalls,
    CertificateCalls,
    CourseCalls,
    InvitationCalls,
    PeopleCalls,
    SecondFactorCalls,
    TreatmentCalls,
):
    """All groups of calls together."""
