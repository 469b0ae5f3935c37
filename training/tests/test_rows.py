"""Rows of several arrays, without copies."""

import numpy as np

from kiln.rows import Rows


def parts() -> tuple[np.ndarray, np.ndarray]:
    return np.arange(24).reshape(4, 3, 2), 100 + np.arange(12).reshape(2, 3, 2)


def test_joined_rows_are_those_of_the_arrays_put_together():
    a, b = parts()
    rows = Rows.join([Rows(a, [3, 0, 1]), Rows.join([Rows(b, [1]), Rows(a, [2])])])
    expected = np.concatenate([a[[3, 0, 1]], b[[1]], a[[2]]])
    assert rows.shape == expected.shape and len(rows) == 5
    np.testing.assert_array_equal(np.asarray(rows), expected)
    index = np.array([4, 0, 3, 3])
    np.testing.assert_array_equal(rows[index], expected[index])
    np.testing.assert_array_equal(rows[index, :2], expected[index, :2])
    assert rows[index].dtype == a.dtype


def test_what_lies_on_disk_is_read_when_asked_for(tmp_path):
    a, _ = parts()
    np.save(tmp_path / "a.npy", a)
    stored = np.load(tmp_path / "a.npy", mmap_mode="r+")
    rows = Rows.join([Rows(stored, [1, 2])])
    stored[2] = 7
    assert (rows[np.array([1])] == 7).all() and (rows[np.array([0])] == a[1]).all()
    drawn = rows[np.array([0])]
    stored[1] = 9
    assert (drawn == a[1]).all()
