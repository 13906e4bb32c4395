from __future__ import annotations

from django_tasks import task


@task(backend="worker")
def make_renditions_of(image_id: int) -> None:
    from .images.renditions import make_renditions  # noqa: PLC0415 -- models load tasks through their signals
    from .models import SiteImage  # noqa: PLC0415 -- as above

    image = SiteImage.objects.filter(pk=image_id).first()
    if image is not None:
        make_renditions(image)
