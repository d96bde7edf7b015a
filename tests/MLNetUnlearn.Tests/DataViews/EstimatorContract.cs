using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Tests.DataViews;

/// <summary>
/// What ML.NET asks of every estimator, except saving and loading. Each estimator's tests run it with an input that fits and with
/// inputs that do not.
/// </summary>
internal static class EstimatorContract
{
    public static void Check(IEstimator<ITransformer> estimator, IDataView input, bool isRowMapper, params IDataView[] invalidInputs)
    {
        SchemaShape promised = estimator.GetOutputSchema(Shapes.Of(input.Schema)); // before Fit
        ITransformer transformer = estimator.Fit(input);
        IDataView output = transformer.Transform(input);
        DataViewSchema delivered = transformer.GetOutputSchema(input.Schema);

        CollectionAssert.AreEqual(Shapes.Describe(Shapes.Of(delivered)), Shapes.Describe(promised));
        CollectionAssert.AreEqual(Shapes.Describe(delivered), Shapes.Describe(output.Schema));
        CheckTypes(delivered, output.Schema);
        CheckCursors(output);
        if (isRowMapper)
            CheckRowMapper(transformer, input, output);
        else
            CheckNoRowMapper(transformer, input);
        foreach (IDataView invalid in invalidInputs)
            CheckRejection(estimator, transformer, invalid);
    }

    private static void CheckTypes(DataViewSchema expected, DataViewSchema actual)
    {
        for (int i = 0; i < expected.Count; i++)
            Assert.AreEqual(expected[i].Type, actual[i].Type, expected[i].Name);
    }

    private static void CheckRejection(IEstimator<ITransformer> estimator, ITransformer transformer, IDataView invalid)
    {
        Exception promise = ThrowsSchemaError(() => estimator.GetOutputSchema(Shapes.Of(invalid.Schema)));
        Exception fit = ThrowsSchemaError(() => estimator.Fit(invalid));
        Exception schema = ThrowsSchemaError(() => transformer.GetOutputSchema(invalid.Schema));
        Exception transform = ThrowsSchemaError(() => transformer.Transform(invalid));
        Assert.AreEqual(promise.Message, fit.Message);
        Assert.AreEqual(promise.Message, schema.Message);
        Assert.AreEqual(promise.Message, transform.Message);
    }

    private static Exception ThrowsSchemaError(Action action)
    {
        Exception exception = Assert.Throws<Exception>(action);
        Assert.IsTrue(exception is ArgumentOutOfRangeException or InvalidOperationException, exception.ToString());
        return exception;
    }

    private static void CheckRowMapper(ITransformer transformer, IDataView input, IDataView output)
    {
        Assert.IsTrue(transformer.IsRowToRowMapper);
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(input.Schema);
        Assert.AreSame(input.Schema, mapper.InputSchema);
        CollectionAssert.AreEqual(Shapes.Describe(output.Schema), Shapes.Describe(mapper.OutputSchema));
        string[] expected = Read(output, output.Schema.ToList());
        List<string> actual = [];
        DataViewRowCursor cursor = input.GetRowCursor(mapper.GetDependencies(mapper.OutputSchema));
        using DataViewRow row = mapper.GetRow(cursor, mapper.OutputSchema); // disposes the cursor
        Assert.AreSame(mapper.OutputSchema, row.Schema);
        List<Func<string>> cells = mapper.OutputSchema.Select(column => Cells.Reader(row, column)).ToList();
        ValueGetter<DataViewRowId> id = row.GetIdGetter();
        while (cursor.MoveNext())
            actual.Add(RowText(row, id, cells));
        CollectionAssert.AreEqual(expected, actual);
    }

    private static void CheckNoRowMapper(ITransformer transformer, IDataView input)
    {
        Assert.IsFalse(transformer.IsRowToRowMapper);
        Assert.Throws<InvalidOperationException>(() => transformer.GetRowToRowMapper(input.Schema));
    }

    /// <summary>Whichever columns are active, and in however many cursors: same values, positions and ids.</summary>
    private static void CheckCursors(IDataView view)
    {
        List<DataViewSchema.Column> all = view.Schema.ToList();
        string[] expected = Read(view, all);
        CollectionAssert.AreEqual(expected, Read(view, all), "second pass");
        CollectionAssert.AllItemsAreUnique(expected.Select(row => row.Split(" @ ")[0]).ToArray(), "row ids");
        foreach (int parity in new[] { 0, 1 })
            CheckSubset(view, expected, all.Where(column => column.Index % 2 == parity).ToList());
        foreach (DataViewSchema.Column column in all)
            CheckSubset(view, expected, [column]);
        CheckSubset(view, expected, []);

        List<string> set = [];
        foreach (DataViewRowCursor cursor in view.GetRowCursorSet(all, 3))
            set.AddRange(Read(cursor, all).Select(WithoutPosition));
        CollectionAssert.AreEquivalent(expected.Select(WithoutPosition).ToArray(), set, "cursor set");
    }

    private static void CheckSubset(IDataView view, string[] expected, List<DataViewSchema.Column> columns)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(columns);
        foreach (DataViewSchema.Column column in view.Schema)
        {
            Assert.AreEqual(columns.Any(active => active.Index == column.Index), cursor.IsColumnActive(column), column.Name);
            if (!cursor.IsColumnActive(column))
                Assert.Throws<InvalidOperationException>(() => Cells.Reader(cursor, column));
        }

        string[] rows = Read(cursor, columns);
        Assert.HasCount(expected.Length, rows);
        for (int i = 0; i < rows.Length; i++)
        {
            string[] all = expected[i].Split(" | ");
            string[] wanted = [all[0], .. columns.Select(column => all[column.Index + 1])];
            Assert.AreEqual(string.Join(" | ", wanted), rows[i]);
        }
    }

    private static string[] Read(IDataView view, List<DataViewSchema.Column> columns) => Read(view.GetRowCursor(columns), columns);

    private static string[] Read(DataViewRowCursor cursor, List<DataViewSchema.Column> columns)
    {
        using (cursor)
        {
            Assert.AreEqual(-1, cursor.Position);
            List<Func<string>> cells = columns.ConvertAll(column => Cells.Reader(cursor, column));
            ValueGetter<DataViewRowId> id = cursor.GetIdGetter();
            List<string> rows = [];
            while (cursor.MoveNext())
                rows.Add(RowText(cursor, id, cells));
            Assert.AreEqual(-1, cursor.Position);
            Assert.IsFalse(cursor.MoveNext());
            return rows.ToArray();
        }
    }

    private static string RowText(DataViewRow row, ValueGetter<DataViewRowId> id, List<Func<string>> cells)
    {
        DataViewRowId rowId = default;
        id(ref rowId);
        return string.Join(" | ", [$"{rowId} @ {row.Position}", .. cells.Select(cell => cell())]);
    }

    private static string WithoutPosition(string row) => row.Split(" @ ")[0] + row[row.IndexOf(" | ", StringComparison.Ordinal)..];
}
