using Microsoft.ML;
using Microsoft.ML.Data;

namespace EstimatorContract;

/// <summary>
/// What ML.NET asks of every estimator, of the transformer that it fits, and of that transformer saved and loaded. A test class per
/// estimator derives from it and says what to fit to what.
/// </summary>
public abstract class EstimatorContractTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<ITransformer> _transformers = [];

    /// <summary>Whether the transformer maps row by row.</summary>
    protected abstract bool IsRowMapper { get; }

    /// <summary>Whether fitting to an invalid input is an error; ML.NET's Concatenate finds out later.</summary>
    protected virtual bool FitChecksItsInput => true;

    /// <summary>Whether promise, fit and transformer reject an input with the same message.</summary>
    protected virtual bool RejectsInOneVoice => false;

    /// <summary>The estimator.</summary>
    protected abstract IEstimator<ITransformer> CreateEstimator(MLContext mlContext);

    /// <summary>An input that is good for everything.</summary>
    protected abstract IDataView CreateInput(MLContext mlContext);

    /// <summary>Inputs, perhaps made of the good one, that are rejected before and after fitting; at least one.</summary>
    protected abstract IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input);

    /// <summary>Inputs to which the estimator can be fitted, but which a transformer fitted to the good input rejects.</summary>
    protected virtual IEnumerable<IDataView> CreateInputsForFitOnly(MLContext mlContext, IDataView input) => [];

    /// <summary>Inputs to which the estimator cannot be fitted, but which a transformer fitted to the good input accepts.</summary>
    protected virtual IEnumerable<IDataView> CreateInputsForTransformOnly(MLContext mlContext, IDataView input) => [];

    /// <summary>The transformer saved and loaded in a new context.</summary>
    protected virtual ITransformer Reload(ITransformer fitted, DataViewSchema inputSchema) => Reload(fitted, inputSchema, out _);

    /// <summary>A view without a column.</summary>
    protected static IDataView Without(MLContext mlContext, IDataView view, string column)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return mlContext.Transforms.DropColumns(column).Fit(view).Transform(view);
    }

    /// <summary>A view with another column in place of the one of that name.</summary>
    protected static IDataView Replaced(MLContext mlContext, IDataView view, string column, string copyOf)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return mlContext.Transforms.CopyColumns(column, copyOf).Fit(view).Transform(view);
    }

    [TestCleanup]
    public void DisposeTransformers()
    {
        foreach (var transformer in _transformers)
            (transformer as IDisposable)?.Dispose();
    }

    [TestMethod]
    public void The_shape_promised_before_fitting_is_delivered()
    {
        var input = CreateInput(_mlContext);
        var promised = Shapes.Describe(CreateEstimator(_mlContext).GetOutputSchema(Shapes.Of(input.Schema)));

        foreach (var (name, transformer) in Fitted(input))
            CollectionAssert.AreEqual(promised, Shapes.Describe(Shapes.Of(transformer.GetOutputSchema(input.Schema))), name);
    }

    [TestMethod]
    public void Invalid_inputs_are_rejected_before_and_after_fitting()
    {
        var input = CreateInput(_mlContext);
        var estimator = CreateEstimator(_mlContext);
        var invalid = CreateInvalidInputs(_mlContext, input).ToList();

        Assert.IsNotEmpty(invalid);
        foreach (var view in invalid)
        {
            List<string> messages =
            [
                AssertRejected(() => estimator.GetOutputSchema(Shapes.Of(view.Schema)), "promise"), .. AssertRejected(Fitted(input), view),
            ];
            if (FitChecksItsInput)
                messages.Add(AssertRejected(() => estimator.Fit(view), "fit"));
            if (RejectsInOneVoice)
                Assert.HasCount(1, messages.Distinct(), string.Join(Environment.NewLine, messages));
        }
    }

    [TestMethod]
    public void Inputs_that_are_good_for_fitting_only_are_rejected_by_the_transformer()
    {
        var input = CreateInput(_mlContext);
        foreach (var view in CreateInputsForFitOnly(_mlContext, input))
        {
            var estimator = CreateEstimator(_mlContext);
            estimator.GetOutputSchema(Shapes.Of(view.Schema));
            _transformers.Add(estimator.Fit(view));
            Assert.IsNotEmpty(AssertRejected(Fitted(input), view).ToList());
        }
    }

    [TestMethod]
    public void Inputs_that_are_good_for_transforming_only_are_accepted_by_the_transformer()
    {
        var input = CreateInput(_mlContext);
        foreach (var view in CreateInputsForTransformOnly(_mlContext, input))
        {
            var estimator = CreateEstimator(_mlContext);
            AssertRejected(() => estimator.GetOutputSchema(Shapes.Of(view.Schema)), "promise");
            AssertRejected(() => estimator.Fit(view), "fit");
            foreach (var (name, transformer) in Fitted(input))
                Schemas.AssertEqual(transformer.GetOutputSchema(view.Schema), transformer.Transform(view).Schema, name);
        }
    }

    [TestMethod]
    public void The_model_is_saved_and_loaded_with_the_schema_of_its_input()
    {
        var input = CreateInput(_mlContext);
        var fitted = Fit(input);
        _transformers.Add(Reload(fitted, input.Schema, out var loadedSchema));

        Schemas.AssertEqual(input.Schema, loadedSchema, "loaded input schema");
    }

    [TestMethod]
    public void A_row_mapper_maps_rows_and_another_transformer_says_that_it_does_not()
    {
        var input = CreateInput(_mlContext);
        foreach (var (name, transformer) in Fitted(input))
        {
            Assert.AreEqual(IsRowMapper, transformer.IsRowToRowMapper, name);
            if (IsRowMapper)
                AssertMapsRows(transformer, input, name);
            else
                AssertRejected(() => transformer.GetRowToRowMapper(input.Schema), name);
        }
    }

    [TestMethod]
    public void All_schemas_of_the_output_are_equal()
    {
        var input = CreateInput(_mlContext);
        DataViewSchema? first = null;
        foreach (var (name, transformer) in Fitted(input))
        {
            first ??= transformer.GetOutputSchema(input.Schema);
            Schemas.AssertEqual(first, transformer.GetOutputSchema(input.Schema), $"{name}, GetOutputSchema");
            Schemas.AssertEqual(first, transformer.Transform(input).Schema, $"{name}, Transform");
        }
    }

    [TestMethod]
    public void All_values_are_equal_whichever_columns_are_read()
    {
        var input = CreateInput(_mlContext);
        RowTexts[]? first = null;
        foreach (var (name, transformer) in Fitted(input))
        {
            var output = transformer.Transform(input);
            var all = output.Schema.ToList();
            first ??= RowTexts.Read(output, all);
            CollectionAssert.AllItemsAreUnique(first.Select(row => row.Id).ToArray(), $"{name}: row ids");
            AssertValues(output, first, all, name);
            foreach (var parity in new[] { 0, 1 })
                AssertValues(output, first, all.Where(column => column.Index % 2 == parity).ToList(), name);
            foreach (var column in all)
                AssertValues(output, first, [column], name);
            AssertValues(output, first, [], name);
            var set = output.GetRowCursorSet(all, 3).SelectMany(cursor => RowTexts.Read(cursor, all));
            CollectionAssert.AreEquivalent(Texts(first, all), Texts(set, all), $"{name}: cursor set");
        }

        static string[] Texts(IEnumerable<RowTexts> rows, List<DataViewSchema.Column> columns) =>
            rows.Select(row => row.Of(columns, withPosition: false)).ToArray();
    }

    [TestMethod]
    public void Transformers_can_be_disposed_of_whether_they_were_used_or_not()
    {
        var input = CreateInput(_mlContext);
        foreach (var (_, transformer) in Fitted(input).ToList())
        {
            var output = transformer.Transform(input);
            RowTexts.Read(output, output.Schema.ToList());
            (transformer as IDisposable)?.Dispose();
            (transformer as IDisposable)?.Dispose();
        }

        (Reload(Fit(input), input.Schema) as IDisposable)?.Dispose();
    }

    private static ITransformer Reload(ITransformer fitted, DataViewSchema inputSchema, out DataViewSchema loadedSchema)
    {
        using var stream = new MemoryStream();
        new MLContext(seed: 1).Model.Save(fitted, inputSchema, stream);
        stream.Position = 0;
        return new MLContext(seed: 1).Model.Load(stream, out loadedSchema);
    }

    private static void AssertMapsRows(ITransformer transformer, IDataView input, string name)
    {
        var mapper = transformer.GetRowToRowMapper(input.Schema);
        Assert.AreSame(input.Schema, mapper.InputSchema, name);
        Schemas.AssertEqual(transformer.GetOutputSchema(input.Schema), mapper.OutputSchema, $"{name}, mapper");

        var all = mapper.OutputSchema.ToList();
        var cursor = input.GetRowCursor(mapper.GetDependencies(mapper.OutputSchema));
        using var row = mapper.GetRow(cursor, mapper.OutputSchema); // disposes the cursor
        Assert.AreSame(mapper.OutputSchema, row.Schema, name);
        CollectionAssert.AreEqual(
            RowTexts.Read(transformer.Transform(input), all).Select(line => line.Of(all)).ToArray(),
            RowTexts.Follow(cursor, row, all).Select(line => line.Of(all)).ToArray(), $"{name}, mapped rows");
    }

    private static void AssertValues(IDataView view, RowTexts[] expected, List<DataViewSchema.Column> columns, string name)
    {
        using var cursor = view.GetRowCursor(columns);
        Assert.AreSame(view.Schema, cursor.Schema, name);
        foreach (var column in columns)
            Assert.IsTrue(cursor.IsColumnActive(column), column.Name);
        foreach (var column in view.Schema.Where(column => !cursor.IsColumnActive(column)))
            AssertRejected(() => Cells.Reader(cursor, column), $"{name}, inactive column {column.Name}");
        CollectionAssert.AreEqual(
            expected.Select(row => row.Of(columns)).ToArray(), RowTexts.Read(cursor, columns).Select(row => row.Of(columns)).ToArray(), name);
    }

    private static IEnumerable<string> AssertRejected(IEnumerable<(string Name, ITransformer Transformer)> transformers, IDataView view)
    {
        foreach (var (name, transformer) in transformers)
        {
            yield return AssertRejected(() => transformer.GetOutputSchema(view.Schema), $"{name}, GetOutputSchema");
            yield return AssertRejected(() => transformer.Transform(view), $"{name}, Transform");
        }
    }

    // Schema errors are of two kinds only.
    private static string AssertRejected(Action action, string what)
    {
        var exception = Assert.Throws<Exception>(action, what);
        Assert.IsTrue(exception is ArgumentOutOfRangeException or InvalidOperationException, $"{what}: {exception}");
        return exception.Message;
    }

    private ITransformer Fit(IDataView input)
    {
        var fitted = CreateEstimator(_mlContext).Fit(input);
        _transformers.Add(fitted);
        return fitted;
    }

    // The transformer, and the same one loaded.
    private IEnumerable<(string Name, ITransformer Transformer)> Fitted(IDataView input)
    {
        var fitted = Fit(input);
        yield return ("fitted", fitted);
        var loaded = Reload(fitted, input.Schema);
        _transformers.Add(loaded);
        yield return ("loaded", loaded);
    }
}
