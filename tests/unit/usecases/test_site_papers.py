"""The words on the papers of a site."""

from tests.fakes.sites import a_visit
from tests.fakes.world import World
from waylight.domain.site import Mark
from waylight.usecases.site_papers import grid_paper, summary_paper
from waylight.usecases.sites import with_mark, without_fact


def test_the_grid_names_nobody_and_no_place() -> None:
    world = World()
    desk = a_visit(world)
    paper = grid_paper(desk.site, world.say(), letters=False, day=world.clock.today())

    assert "Northfield" not in repr(paper)
    assert "safe" not in repr(paper)
    assert paper.title == "List"
    assert paper.numbers == tuple(f"{number:02}" for number in range(1, 25))


def test_the_columns_stand_in_the_order_in_which_they_are_typed() -> None:
    world = World()
    desk = a_visit(world)
    paper = grid_paper(desk.site, world.say(), letters=True, day=world.clock.today())
    words = [desk.site.form.questions[sign].brief.source for sign in desk.site.site.signs]

    assert [column.words for column in paper.columns] == [*words, "Spoken to alone"]
    assert [column.letter for column in paper.columns] == list("ABCDEFGHIJ")


def test_the_summary_holds_no_number_of_a_worker_no_own_word_and_no_small_count() -> None:
    world = World()
    desk = a_visit(world)
    text = summary_paper(desk.site, world.say(), day=world.clock.today()).text()

    assert "office safe" not in text
    assert "Locks or guards" not in text, "somebody told it"
    assert "Papers kept in one place: seen" in text
    assert "Far too many hours: not shown" in text
    assert "Spoken to alone: not shown" in text
    assert "Workers: 24" in text


def test_no_answer_of_a_single_worker_changes_the_summary() -> None:
    world = World()
    desk = a_visit(world)
    day, say = world.clock.today(), world.say()
    before = summary_paper(desk.site, say, day=day)
    for sign in desk.site.site.signs:
        for mark in (*Mark, None):
            desk.take(with_mark(desk.site, 9, sign, mark))
            assert summary_paper(desk.site, say, day=day) == before


def test_a_large_count_is_rounded_down() -> None:
    world = World()
    desk = a_visit(world, 60)
    hours = desk.site.site.signs[4]
    for number in range(1, 61):
        desk.take(with_mark(desk.site, number, hours, Mark.YES if number <= 37 else Mark.NO))
    text = summary_paper(desk.site, world.say(), day=world.clock.today()).text()

    assert "Far too many hours: 30 or more" in text


def test_where_nothing_was_seen_nothing_is_concluded() -> None:
    world = World()
    desk = a_visit(world)
    for fact in desk.site.site.facts:
        desk.take(without_fact(desk.site, fact.id))
    part = summary_paper(desk.site, world.say(), day=world.clock.today()).parts[1]

    assert [row.text for row in part.rows] == ["Nothing was recorded that was seen or read there."]
    assert part.notes == ()
