namespace Microsoft.ML.Tests;

[TestClass]
public class CursorTests
{
    private readonly IDataView _data = new MLContext(1).Data.LoadFromEnumerable([new { A = 1f, B = 10 }, new { A = 2f, B = 20 }]);

    [TestMethod]
    public void The_position_is_minus_one_before_and_after_the_rows()
    {
        using var cursor = _data.GetRowCursor(_data.Schema);
        var positions = new List<long> { cursor.Position };
        while (cursor.MoveNext())
            positions.Add(cursor.Position);
        positions.Add(cursor.Position);
        Assert.IsFalse(cursor.MoveNext());
        positions.Add(cursor.Position);
        CollectionAssert.AreEqual(new long[] { -1, 0, 1, -1, -1 }, positions);
    }

    [TestMethod]
    public void A_disposed_cursor_does_not_move()
    {
        var cursor = _data.GetRowCursor(_data.Schema);
        Assert.IsTrue(cursor.MoveNext());
        cursor.Dispose();
        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(-1, cursor.Position);
    }

    [TestMethod]
    public void The_schema_is_that_of_the_view()
    {
        using var cursor = _data.GetRowCursor(_data.Schema);
        Assert.AreSame(_data.Schema, cursor.Schema);
    }

    [TestMethod]
    public void Only_active_columns_have_getters()
    {
        using var cursor = _data.GetRowCursor([_data.Schema["A"]]);
        Assert.IsTrue(cursor.IsColumnActive(_data.Schema["A"]));
        Assert.IsFalse(cursor.IsColumnActive(_data.Schema["B"]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => cursor.GetGetter<int>(_data.Schema["B"]));
    }

    [TestMethod]
    public void A_getter_of_another_type_is_an_error()
    {
        using var cursor = _data.GetRowCursor(_data.Schema);
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<double>(_data.Schema["A"]));
    }

    [TestMethod]
    public void Columns_of_a_wider_schema_are_an_error()
    {
        var wider = new MLContext(1).Data.LoadFromEnumerable([new { A = 1f, B = 2, C = 3 }]).Schema;
        Assert.ThrowsExactly<InvalidOperationException>(() => _data.GetRowCursor(wider));
        using var cursor = _data.GetRowCursor(_data.Schema);
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.IsColumnActive(wider["C"]));
        Assert.ThrowsExactly<ArgumentNullException>(() => _data.GetRowCursor(null!));
    }

    [TestMethod]
    public void Ids_are_unique_and_stable()
    {
        var ids = Read.Ids(_data);
        Assert.HasCount(2, ids.Distinct());
        CollectionAssert.AreEqual(ids, Read.Ids(_data));
    }

    [TestMethod]
    public void Without_a_row_there_is_no_id()
    {
        using var cursor = _data.GetRowCursor([]);
        var get = cursor.GetIdGetter();
        DataViewRowId id = default;
        Assert.ThrowsExactly<InvalidOperationException>(() => get(ref id));
    }

    [TestMethod]
    public void A_set_of_cursors_covers_all_rows()
    {
        var rows = 0;
        foreach (var cursor in _data.GetRowCursorSet(_data.Schema, 4))
        {
            using (cursor)
            {
                while (cursor.MoveNext())
                    rows++;
            }
        }
        Assert.AreEqual(2, rows);
    }
}
