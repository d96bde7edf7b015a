using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Tests.DataViews;

/// <summary>What cursors do outside the straight path, on each of the three kinds of views: grouped, mapped row by row, and
/// flat-mapped.</summary>
[TestClass]
public sealed class CursorTests
{
    private static readonly MLContext Context = new(seed: 1);

    public static IEnumerable<object[]> Views()
    {
        IDataView log = Samples.Log(Context, "u1 a; u1 b; u1 c; u2 d; u2 e");
        IDataView grouped = Context.Transforms.GroupIntoSequences().Fit(log).Transform(log);
        IDataView mapped = Context.Transforms.SplitLeaveOneOut().Fit(grouped).Transform(grouped);
        IDataView flat = Context.Transforms.PadAndSplitSequences(maximumLength: 1).Fit(grouped).Transform(grouped);
        return [["grouped", grouped, 2], ["mapped", mapped, 2], ["flat", flat, 3]];
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Positions_run_from_zero_and_are_minus_one_outside(string kind, IDataView view, int rows)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        Assert.AreEqual(-1, cursor.Position, kind);
        for (int i = 0; i < rows; i++)
        {
            Assert.IsTrue(cursor.MoveNext());
            Assert.AreEqual(i, cursor.Position);
        }

        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(-1, cursor.Position);
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Values_outside_of_rows_are_an_error(string kind, IDataView view, int rows)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<VBuffer<uint>> getter = cursor.GetGetter<VBuffer<uint>>(view.Schema["Sequence"]);
        VBuffer<uint> value = default;

        var before = Assert.ThrowsExactly<InvalidOperationException>(() => getter(ref value), kind);
        while (cursor.MoveNext())
            getter(ref value);
        var after = Assert.ThrowsExactly<InvalidOperationException>(() => getter(ref value), kind);

        Assert.AreEqual("The cursor is not on a row: call MoveNext first, and read only while it returns true.", before.Message);
        Assert.AreEqual(before.Message, after.Message);
        Assert.IsGreaterThan(0, rows);
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void A_disposed_cursor_has_no_rows(string kind, IDataView view, int rows)
    {
        DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        Assert.IsTrue(cursor.MoveNext());

        cursor.Dispose();
        cursor.Dispose();

        Assert.AreEqual(-1, cursor.Position, kind);
        Assert.IsFalse(cursor.MoveNext());
        Assert.HasCount(rows, Cells.Rows(view));
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Wrong_types_inactive_and_unknown_columns_are_errors(string kind, IDataView view, int rows)
    {
        DataViewSchema.Column user = view.Schema["UserId"], sequence = view.Schema["Sequence"];
        using DataViewRowCursor cursor = view.GetRowCursor([sequence]);
        DataViewSchema.Column unknown = Context.Transforms.CopyColumns("A", "UserId").Append(Context.Transforms.CopyColumns("B", "UserId"))
            .Append(Context.Transforms.CopyColumns("C", "UserId")).Fit(view).Transform(view).Schema["C"];

        Assert.IsFalse(cursor.IsColumnActive(user), kind);
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(user));
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<VBuffer<float>>(sequence));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(unknown));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => cursor.IsColumnActive(unknown));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => view.GetRowCursor([unknown]));
        Assert.IsGreaterThan(0, rows);
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Cursors_and_views_share_their_schema_and_do_not_disturb_each_other(string kind, IDataView view, int rows)
    {
        using DataViewRowCursor first = view.GetRowCursor(view.Schema);
        using DataViewRowCursor second = view.GetRowCursor(view.Schema);
        Func<string> firstSequence = Cells.Reader(first, view.Schema["Sequence"]),
            secondSequence = Cells.Reader(second, view.Schema["Sequence"]);
        Assert.AreSame(view.Schema, first.Schema, kind);

        first.MoveNext();
        string row0 = firstSequence();
        first.MoveNext();
        second.MoveNext();

        Assert.AreEqual(row0, secondSequence());
        Assert.AreNotEqual(row0, firstSequence());
        Assert.IsGreaterThan(1, rows);
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Views_of_changed_row_numbers_do_not_shuffle_and_do_not_count(string kind, IDataView view, int rows)
    {
        Assert.IsFalse(view.CanShuffle, kind);
        Assert.IsNull(view.GetRowCount());
        string[] shuffled = view.GetRowCursor(view.Schema, new Random(3)) is { } cursor ? Texts(cursor) : [];
        CollectionAssert.AreEqual(Cells.Rows(view, "Sequence"), shuffled);
        Assert.HasCount(1, view.GetRowCursorSet(view.Schema, 4));
        Assert.HasCount(rows, shuffled);
    }

    private static string[] Texts(DataViewRowCursor cursor)
    {
        using (cursor)
        {
            Func<string> sequence = Cells.Reader(cursor, cursor.Schema["Sequence"]);
            List<string> texts = [];
            while (cursor.MoveNext())
                texts.Add(sequence());
            return texts.ToArray();
        }
    }
}
