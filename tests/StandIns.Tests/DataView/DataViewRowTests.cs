namespace Microsoft.ML.Tests;

[TestClass]
public class DataViewRowTests
{
    [TestMethod]
    public void Rows_can_be_derived_and_learn_of_their_end()
    {
        var row = new Row();
        using (row)
        {
        }
        Assert.IsTrue(row.Disposed);
    }

    private sealed class Row : DataViewRow
    {
        public bool Disposed { get; private set; }

        public override long Position => 0;

        public override long Batch => 0;

        public override DataViewSchema Schema { get; } = new DataViewSchema.Builder().ToSchema();

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = default;

        public override bool IsColumnActive(DataViewSchema.Column column) => false;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => throw new InvalidOperationException();

        protected override void Dispose(bool disposing)
        {
            Disposed = disposing;
            base.Dispose(disposing);
        }
    }
}
