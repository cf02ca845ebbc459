from bench.synthetic import make_articles, make_questions, make_vocabulary


def test_a_seed_makes_the_same_articles_again() -> None:
    made = [list(make_articles(3, 100, make_vocabulary(3, 2000))) for _ in range(2)]
    assert made[0] == made[1]
    assert sum(len(article.passages) for article in made[0]) == 100
    assert make_questions(3, 5, made[0]) == make_questions(3, 5, made[1])


def test_words_are_as_uneven_as_in_prose() -> None:
    shares = make_vocabulary(3, 20_000).shares
    assert 0.3 < shares[100] < 0.6
