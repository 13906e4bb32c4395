"""A partner's people get their rights by themselves: when it comes, and when a page of it comes in any language."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Collection, GroupPagePermission

from accounts.applying import apply_for, let_go
from accounts.holdings import Holding
from accounts.scopes import holdings_for
from core.roles import SCOPES, Scope

from .models import Partner, PartnerPage
from .rights import collection_of, holdings_of_partner


@receiver(post_save, sender=Partner)
def a_partner_has_its_place(
    sender: type, instance: Partner, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if raw:
        return
    if created:
        # On this very instance: saved once more it would otherwise forget its collection.
        collection_of(instance)
        apply_for(holdings_of_partner(instance))
    else:
        Collection.objects.filter(pk=instance.collection_id).exclude(name=instance.name).update(
            name=instance.name
        )


@receiver(post_delete, sender=Partner)
def nobody_works_for_a_partner_that_is_gone(sender: type, instance: Partner, **kwargs: Any) -> None:
    """Another may come by the same key. Its pictures stay, and are the hub’s."""
    let_go(holding.group_name for holding in holdings_of_partner(instance))


@receiver(post_save, sender=PartnerPage)
def a_page_is_its_partners(sender: type, instance: PartnerPage, raw: bool = False, **kwargs: Any) -> None:
    """Sent for every way in which a page comes to be: written, copied, translated, an alias, made as a parent.

    Whose page it was before is read from the rights that are there.
    """
    if raw:
        return
    there = GroupPagePermission.objects.filter(page=instance.pk).values_list("group__name", flat=True)
    before = {holding for name in there if (holding := Holding.named(name))}
    apply_for(
        {holding for holding in before if SCOPES.get(holding.role) == Scope.PARTNER}
        | set(holdings_for(Scope.PARTNER, instance.partner.key))
    )
