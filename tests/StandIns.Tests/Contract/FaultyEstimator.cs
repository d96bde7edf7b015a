namespace Microsoft.ML.Tests;

public enum Fault
{
    None,
    PromisesTooLittle,
    RejectsInAnotherKind,
    AcceptsAnything,
    SaysAnotherSchema,
    HidesThatItMapsRows,
    SavesAnother,
    SavesNothing,
    CannotBeDisposedOfTwice,
}

// Copies a column, rightly but for one fault.
internal sealed class FaultyEstimator(MLContext context, Fault fault) : IEstimator<ITransformer>
{
    private readonly ColumnCopyingEstimator _right = context.Transforms.CopyColumns("Copy", "Text");
    private readonly ColumnCopyingEstimator _wrong = context.Transforms.CopyColumns("Copy", "Number");

    public ITransformer Fit(IDataView input)
    {
        Check(input.Schema);
        return new Transformer(this, _right.Fit(input), _wrong.Fit(input));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        if (!inputSchema.Any(column => column.Name == "Text"))
            throw Error();
        return fault == Fault.PromisesTooLittle ? inputSchema : _right.GetOutputSchema(inputSchema);
    }

    private Exception Error()
        => fault == Fault.RejectsInAnotherKind ? new ArgumentException("no text") : new ArgumentOutOfRangeException("inputSchema", "no text");

    private void Check(DataViewSchema schema)
    {
        if (schema.GetColumnOrNull("Text") is null)
            throw Error();
    }

    private sealed class Transformer(FaultyEstimator parent, ITransformer right, ITransformer wrong) : ITransformer, IDisposable
    {
        private bool _disposed;

        public bool IsRowToRowMapper => parent.Fault != Fault.HidesThatItMapsRows;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
            => parent.Fault == Fault.SaysAnotherSchema ? wrong.GetOutputSchema(inputSchema) : For(inputSchema).GetOutputSchema(inputSchema);

        public IDataView Transform(IDataView input) => For(input.Schema).Transform(input);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => right.GetRowToRowMapper(inputSchema);

        void ICanSaveModel.Save(ModelSaveContext ctx)
        {
            if (parent.Fault != Fault.SavesNothing)
                (parent.Fault == Fault.SavesAnother ? wrong : right).Save(ctx);
        }

        public void Dispose()
        {
            ObjectDisposedException.ThrowIf(_disposed && parent.Fault == Fault.CannotBeDisposedOfTwice, this);
            _disposed = true;
        }

        private ITransformer For(DataViewSchema schema)
        {
            if (parent.Fault == Fault.AcceptsAnything && schema.GetColumnOrNull("Text") is null)
                return wrong;
            parent.Check(schema);
            return right;
        }
    }

    private Fault Fault => fault;
}
