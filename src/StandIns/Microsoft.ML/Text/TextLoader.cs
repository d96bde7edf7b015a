using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Loads lines of separated fields.</summary>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly IHost _host;
    private readonly Options _options;
    private readonly TextColumn[] _columns;
    private readonly DataViewSchema _schema;

    internal TextLoader(IHostEnvironment environment, Options options, TextColumn[] columns)
    {
        _host = environment.Register(nameof(TextLoader));
        Contracts.Check(!(options.InputSize < 0), "A line cannot have a negative number of fields.");
        Contracts.CheckParam(!(options.MaxRows < 0), nameof(options.MaxRows), "The number of rows cannot be negative.");
        Contracts.CheckParam(Array.TrueForAll(options.Separators, IsSeparator), nameof(options.Separators),
            "Quotes, digits and control characters cannot separate fields.");
        Contracts.CheckParam(!options.AllowSparse || !options.Separators.Contains(':'), nameof(options.Separators),
            "In sparse lines a colon cannot separate fields.");
        _options = options.Copy();
        _columns = columns;
        var schema = new DataViewSchema.Builder();
        foreach (var column in columns)
            schema.AddColumn(column.Name, column.Type);
        _schema = schema.ToSchema();
    }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema() => _schema;

    /// <inheritdoc/>
    public IDataView Load(IMultiStreamSource source) => new TextDataView(_host, _options, _columns, _schema, source);

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("Only the real ML.NET saves loaders.");

    private static bool IsSeparator(char character)
        => character == '\t' || character >= ' ' && character != '"' && !char.IsAsciiDigit(character);
}
