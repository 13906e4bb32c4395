from django.db import migrations


def replace_the_welcome_page(apps, schema_editor):
    """Wagtail's own first page says how to use Wagtail; readers get the site's own home page from the first minute."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("home", "HomePage")

    root = Page.objects.filter(depth=1).first()
    welcome = Page.objects.filter(depth=2).first()
    if root is None or HomePage.objects.exists():
        return
    content_type, _made = ContentType.objects.get_or_create(model="homepage", app_label="home")
    title = "International Missing Children’s Day"
    if welcome is not None:
        # Its place in the tree is taken over, so that treebeard's counts stay right.
        fields = {
            field.attname: getattr(welcome, field.attname)
            for field in Page._meta.concrete_fields
            if field.attname
            not in {"title", "draft_title", "slug", "url_path", "content_type_id", "latest_revision_id"}
        }
        fields.pop("id")
        path = fields.pop("path")
        welcome_pk = welcome.pk
    else:
        fields = {"depth": 2, "numchild": 0, "locale_id": Locale.objects.first().pk, "live": True}
        path, welcome_pk = root.path + "0001", None
        Page.objects.filter(pk=root.pk).update(numchild=1)
    Site.objects.all().delete()
    Page.objects.filter(pk=welcome_pk).delete()
    home = HomePage.objects.create(
        **fields,
        path=path,
        title=title,
        draft_title=title,
        slug="home",
        url_path="/home/",
        content_type=content_type,
        hero_heading="",
    )
    Site.objects.create(hostname="localhost", root_page=Page.objects.get(pk=home.pk), is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_initial"),
        ("wagtailcore", "0054_initial_locale"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(replace_the_welcome_page, migrations.RunPython.noop)]
