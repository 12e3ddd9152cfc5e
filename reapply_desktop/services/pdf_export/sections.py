"""Which module draws a section. Each is read when its section is printed: reading all took longer than a short plan."""

from reapply_desktop.services.pdf_export.content import (
    BUDGET,
    MONTHS,
    POST_MORTEM,
    SEASON,
    SUMMARY,
    WALL,
    WEEKS,
    WORK,
    YEAR,
    Content,
    Page,
)


def section_pages(section: str, content: Content) -> list[Page]:
    """The pages of one section of `SECTIONS`; none where it holds nothing."""
    if section == SUMMARY:
        from reapply_desktop.services.pdf_export.summary import summary_page

        return [summary_page(content)]
    if section == POST_MORTEM:
        from reapply_desktop.services.pdf_export.post_mortem import post_mortem_pages

        return post_mortem_pages(content)
    if section == YEAR:
        from reapply_desktop.services.pdf_export.year import year_page

        return [year_page(content)]
    if section == MONTHS:
        from reapply_desktop.services.pdf_export.months import month_pages

        return month_pages(content)
    if section == WORK:
        from reapply_desktop.services.pdf_export.work import work_pages

        return work_pages(content)
    if section == BUDGET:
        from reapply_desktop.services.pdf_export.budget import budget_pages

        return budget_pages(content)
    if section == SEASON:
        from reapply_desktop.services.pdf_export.season_page import season_pages

        return season_pages(content)
    if section == WALL:
        from reapply_desktop.services.pdf_export.wall import wall_pages

        return wall_pages(content)
    assert section == WEEKS, section
    from reapply_desktop.services.pdf_export.weeks import week_pages

    return week_pages(content)
