using Microsoft.ML;
using Microsoft.ML.Data;

namespace EstimatorContract;

/// <summary>A row that was read: its identity, its position and the text of each column that was active.</summary>
internal sealed record RowTexts(string Id, long Position, IReadOnlyDictionary<int, string> Cells)
{
    public static RowTexts[] Read(IDataView view, IReadOnlyCollection<DataViewSchema.Column> columns) =>
        Read(view.GetRowCursor(columns), columns);

    public static RowTexts[] Read(DataViewRowCursor cursor, IReadOnlyCollection<DataViewSchema.Column> columns)
    {
        using (cursor)
        {
            Assert.AreEqual(-1, cursor.Position, "position before the first row");
            var rows = Follow(cursor, cursor, columns);
            Assert.AreEqual(-1, cursor.Position, "position after the last row");
            Assert.IsFalse(cursor.MoveNext());
            return rows;
        }
    }

    /// <summary>Reads a row at each place of a cursor, which may be the row itself.</summary>
    public static RowTexts[] Follow(DataViewRowCursor cursor, DataViewRow row, IReadOnlyCollection<DataViewSchema.Column> columns)
    {
        var cells = columns.ToDictionary(column => column.Index, column => EstimatorContract.Cells.ExactReader(row, column));
        var getId = row.GetIdGetter();
        DataViewRowId id = default;
        List<RowTexts> rows = [];
        while (cursor.MoveNext())
        {
            getId(ref id);
            rows.Add(new RowTexts(id.ToString(), row.Position, cells.ToDictionary(cell => cell.Key, cell => cell.Value())));
        }
        return rows.ToArray();
    }

    /// <summary>The texts of some of the columns.</summary>
    public string Of(IEnumerable<DataViewSchema.Column> columns, bool withPosition = true) =>
        string.Join(" | ", [withPosition ? $"{Id} @ {Position}" : Id, .. columns.Select(column => $"{column.Name}: {Cells[column.Index]}")]);
}
