"""A person as a few lines of text for a chat."""

from organizer.base.masking import group_phone, mask_phone
from organizer.base.words import N_, _
from organizer.domain.members.records import Member


def card_text(member: Member, *, masked: bool = True) -> str:
    """Name, where they work and how to reach them, one fact a line; numbers masked by default."""
    show = mask_phone if masked else group_phone
    place = " · ".join(filter(None, (member.institution, member.position)))
    facts = (
        (N_("Institution"), place),
        (N_("Phone"), "、".join(show(phone.number) for phone in member.phones)),
        (N_("Subjects"), "、".join(member.effective_subjects)),
    )
    lines = [member.name if member.address == member.name else f"{member.name}（{member.address}）"]
    lines += [_("{title}: {value}").format(title=_(t), value=value) for t, value in facts if value]
    return "\n".join(lines)
