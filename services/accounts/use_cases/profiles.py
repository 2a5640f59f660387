"""What people say about themselves."""

from uuid import UUID
from zoneinfo import available_timezones

from msgspec import UNSET

from contracts.accounts.profiles import (
    GetProfile,
    PictureRetired,
    Profile,
    ProfileChanged,
    RemovePicture,
    SetPicture,
    UpdateProfile,
)
from services.accounts import models, policies
from services.accounts.pictures import Pictures
from services.accounts.repository import ProfileRepository, UserRepository
from services.accounts.use_cases.registration import to_contact
from services.common.prose import prose
from services.common.work import UnitOfWork


def get_profile(work: UnitOfWork, pictures: Pictures, _request: GetProfile) -> Profile:
    """The caller's profile; who has said nothing has an empty one."""
    user = UserRepository(work.session).get(work.actor.user_id)
    profile = ProfileRepository(work.session).find(user.id) or models.Profile(user_id=user.id)
    return _to_profile(user, profile, pictures)


def update_profile(work: UnitOfWork, pictures: Pictures, request: UpdateProfile) -> Profile:
    """Change what was given, and tell those who keep a copy."""
    user = UserRepository(work.session).get_for_update(work.actor.user_id)
    profile = ProfileRepository(work.session).get_for_update(user.id)
    if request.name is not UNSET:
        user.name = policies.stated_name(request.name)
    if request.locale is not UNSET:
        user.locale = request.locale
    if request.time_zone is not UNSET:
        policies.ensure_known_zone(request.time_zone, available_timezones())
        profile.time_zone = request.time_zone
    if request.bio is not UNSET:
        profile.bio, profile.bio_html = request.bio, prose(request.bio)
    announce_profile(work, user, profile)
    return _to_profile(user, profile, pictures)


def set_picture(work: UnitOfWork, pictures: Pictures, request: SetPicture) -> Profile:
    """Show another picture; the one before it is deleted."""
    return _replace_picture(work, pictures, request.file_id)


def remove_picture(work: UnitOfWork, pictures: Pictures, _request: RemovePicture) -> Profile:
    """Show no picture."""
    return _replace_picture(work, pictures, None)


def delete_picture(pictures: Pictures, event: PictureRetired) -> None:
    """Delete the bytes of a picture that nothing shows."""
    pictures.remove(event.file_id)


def retire_picture(work: UnitOfWork, profile: models.Profile) -> None:
    """Have the bytes of a person's picture deleted, once this work has committed."""
    if profile.picture_id is not None:
        work.record(PictureRetired(file_id=profile.picture_id))
        profile.picture_id = None


def announce_profile(work: UnitOfWork, user: models.User, profile: models.Profile) -> None:
    """Tell those who keep a copy of a person."""
    work.record(
        ProfileChanged(
            user_id=user.id,
            role=user.role,
            contact=to_contact(user),
            time_zone=profile.time_zone,
        )
    )


def _replace_picture(work: UnitOfWork, pictures: Pictures, file_id: UUID | None) -> Profile:
    user = UserRepository(work.session).get_for_update(work.actor.user_id)
    profile = ProfileRepository(work.session).get_for_update(user.id)
    if profile.picture_id != file_id:
        retire_picture(work, profile)
        profile.picture_id = file_id
        announce_profile(work, user, profile)
    return _to_profile(user, profile, pictures)


def _to_profile(user: models.User, profile: models.Profile, pictures: Pictures) -> Profile:
    return Profile(
        user_id=user.id,
        email=user.email,
        name=user.name,
        role=user.role,
        locale=user.locale,
        time_zone=profile.time_zone or "UTC",
        bio=profile.bio or "",
        bio_html=profile.bio_html or "",
        picture_url=pictures.address(profile.picture_id),
        birth_on=profile.birth_on,
    )
