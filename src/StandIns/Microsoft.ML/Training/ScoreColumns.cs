namespace Microsoft.ML.Data;

// The columns that models of two classes add: which they are, and what their annotations say of them.
internal static class ScoreColumns
{
    private const string BinaryClassification = "BinaryClassification";
    private static readonly (string Name, PrimitiveDataViewType Type)[] Columns =
    [
        ("PredictedLabel", BooleanDataViewType.Instance), ("Score", NumberDataViewType.Single), ("Probability", NumberDataViewType.Single),
    ];

    // The columns that follow those of a schema; all that one model adds have the same number, the next one.
    public static IEnumerable<DataViewSchema.DetachedColumn> Of(DataViewSchema inputSchema)
    {
        var set = inputSchema.Select(SetOf).DefaultIfEmpty().Max() + 1;
        return Columns.Select(column => new DataViewSchema.DetachedColumn(column.Name, column.Type, AnnotationsOf(column.Name, set)));
    }

    public static IEnumerable<SchemaShape.Column> Shapes()
        => Columns.Select(static column => new DataViewSchema.DetachedColumn(column.Name, column.Type, AnnotationsOf(column.Name, 1)))
            .Aggregate(new DataViewSchema.Builder(), Add, static builder => SchemaShape.Create(builder.ToSchema()));

    private static DataViewSchema.Builder Add(DataViewSchema.Builder builder, DataViewSchema.DetachedColumn column)
    {
        builder.AddColumn(column.Name, column.Type, column.Annotations);
        return builder;
    }

    private static DataViewSchema.Annotations AnnotationsOf(string name, uint set)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), set);
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreColumnKind, TextDataViewType.Instance, BinaryClassification.AsMemory());
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreValueKind, TextDataViewType.Instance, name.AsMemory());
        if (name == "Probability")
            annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        return annotations.ToAnnotations();
    }

    private static uint SetOf(DataViewSchema.Column column)
    {
        uint set = 0;
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.ScoreColumnSetId)?.Type is KeyDataViewType { RawType: var type }
            && type == typeof(uint))
            column.Annotations.GetValue(AnnotationKinds.ScoreColumnSetId, ref set);
        return set;
    }
}
