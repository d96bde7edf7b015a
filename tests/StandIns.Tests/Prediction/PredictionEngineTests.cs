namespace Microsoft.ML.Tests;

[TestClass]
public class PredictionEngineTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void An_object_goes_in_and_another_comes_out()
    {
        using var engine = _context.Model.CreatePredictionEngine<Input, Output>(new DoublingTransformer());
        Assert.AreEqual(6f, engine.Predict(new Input { Value = 3 }).Doubled);
        Assert.AreEqual(8f, engine.Predict(new Input { Value = 4 }).Doubled);
    }

    [TestMethod]
    public void A_result_can_be_used_again()
    {
        using var engine = _context.Model.CreatePredictionEngine<Input, Output>(new DoublingTransformer());
        var output = new Output();
        var same = output;
        engine.Predict(new Input { Value = 3 }, ref same);
        Assert.AreSame(output, same);
        Assert.AreEqual(6f, output.Doubled);

        Output? none = null;
        engine.Predict(new Input { Value = 4 }, ref none!);
        Assert.AreEqual(8f, none.Doubled);
    }

    [TestMethod]
    public void Every_prediction_has_a_position_of_its_own()
    {
        var transformer = new DoublingTransformer();
        using var engine = _context.Model.CreatePredictionEngine<Input, Output>(transformer);
        engine.Predict(new Input());
        engine.Predict(new Input());
        engine.Predict(new Input());
        CollectionAssert.AreEqual(new long[] { 0, 1, 2 }, transformer.Positions);
    }

    [TestMethod]
    public void All_output_columns_are_active()
    {
        var transformer = new DoublingTransformer();
        using var engine = _context.Model.CreatePredictionEngine<Input, Empty>(transformer);
        CollectionAssert.AreEqual(new[] { "Value", "Doubled" }, transformer.Active);
    }

    [TestMethod]
    public void The_row_has_the_schema_that_the_mapper_was_made_for()
    {
        var transformer = new DoublingTransformer();
        using var engine = _context.Model.CreatePredictionEngine<Input, Output>(transformer);
        Assert.AreSame(transformer.Bound!.InputSchema, transformer.RowSchema);
        CollectionAssert.AreEqual(new[] { "Value", "Doubled" }, engine.OutputSchema.Select(column => column.Name).ToArray());
    }

    [TestMethod]
    public void The_model_must_map_row_to_row()
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            _context.Model.CreatePredictionEngine<Input, Output>(new PassThroughTransformer()));

    [TestMethod]
    public void A_model_and_an_example_are_needed()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => _context.Model.CreatePredictionEngine<Input, Output>(null!));
        using var engine = _context.Model.CreatePredictionEngine<Input, Output>(new DoublingTransformer());
        Assert.ThrowsExactly<ArgumentNullException>(() => engine.Predict(null!));
    }

    [TestMethod]
    public void Scalar_keys_go_in_zero_based_and_come_out_raw()
    {
        var copy = _context.Transforms.CopyColumns("Out", "Key").Fit(_context.Data.LoadFromEnumerable([new KeyInput()]));
        using var engine = _context.Model.CreatePredictionEngine<KeyInput, KeyOutput>(copy);
        Assert.AreEqual(1u, engine.Predict(new KeyInput { Key = 0 }).Out);
        Assert.AreEqual(5u, engine.Predict(new KeyInput { Key = 4 }).Out);
        Assert.AreEqual(0u, engine.Predict(new KeyInput { Key = 5 }).Out);
    }

    [TestMethod]
    public void Members_of_the_result_without_a_column_are_ignored_unless_told_otherwise()
    {
        using var engine = _context.Model.CreatePredictionEngine<Input, WithMissing>(new DoublingTransformer());
        Assert.AreEqual(-1f, engine.Predict(new Input()).Missing);
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            _context.Model.CreatePredictionEngine<Input, WithMissing>(new DoublingTransformer(), ignoreMissingColumns: false));
        Assert.Contains("Missing", error.Message);
    }

    [TestMethod]
    public void A_result_of_another_type_is_an_error()
        => Assert.ThrowsExactly<InvalidOperationException>(() =>
            _context.Model.CreatePredictionEngine<Input, WrongOutput>(new DoublingTransformer()));

    [TestMethod]
    public void An_input_without_the_column_is_an_error()
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            _context.Model.CreatePredictionEngine<WithMissing, Output>(new DoublingTransformer()));

    [TestMethod]
    public void A_schema_gives_the_input_its_types()
    {
        var definition = SchemaDefinition.Create(typeof(VectorInput));
        definition["Values"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        var training = _context.Data.LoadFromEnumerable([new VectorInput { Values = [1, 2] }], definition);
        var copy = _context.Transforms.CopyColumns("Out", "Values").Fit(training);
        using var engine = _context.Model.CreatePredictionEngine<VectorInput, VectorOutput>(copy, training.Schema);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), engine.OutputSchema["Out"].Type);
        CollectionAssert.AreEqual(new[] { 3f, 4f }, engine.Predict(new VectorInput { Values = [3, 4] }).Out);
    }

    [TestMethod]
    public void With_a_schema_missing_columns_are_an_error()
    {
        var schema = _context.Data.LoadFromEnumerable([new Input()]).Schema;
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            _context.Model.CreatePredictionEngine<Input, WithMissing>(new DoublingTransformer(), schema));
    }

    [TestMethod]
    public void Definitions_rename_inputs_and_results()
    {
        var input = SchemaDefinition.Create(typeof(OtherInput));
        input["Number"].ColumnName = "Value";
        var output = SchemaDefinition.Create(typeof(OtherInput));
        output["Number"].ColumnName = "Doubled";
        using var engine = _context.Model.CreatePredictionEngine<OtherInput, OtherInput>(
            new DoublingTransformer(), inputSchemaDefinition: input, outputSchemaDefinition: output);
        Assert.AreEqual(6f, engine.Predict(new OtherInput { Number = 3 }).Number);
    }

    [TestMethod]
    public void Disposing_the_engine_disposes_the_model()
    {
        var transformer = new DoublingTransformer();
        var engine = _context.Model.CreatePredictionEngine<Input, Output>(transformer);
        engine.Dispose();
        engine.Dispose();
        Assert.AreEqual(1, transformer.Disposals);
    }

    [TestMethod]
    public void Chains_predict()
    {
        var data = new[] { new TextInput { Text = "a" }, new TextInput { Text = "b" } };
        var model = _context.Transforms.Conversion.MapValueToKey("Key", "Text")
            .Append(_context.Transforms.Conversion.MapKeyToValue("Back", "Key"))
            .Fit(_context.Data.LoadFromEnumerable(data));
        using var engine = _context.Model.CreatePredictionEngine<TextInput, TextOutput>(model);
        var known = engine.Predict(new TextInput { Text = "b" });
        Assert.AreEqual(2u, known.Key);
        Assert.AreEqual("b", known.Back);
        var unknown = engine.Predict(new TextInput { Text = "c" });
        Assert.AreEqual(0u, unknown.Key);
        Assert.AreEqual("", unknown.Back);
    }

    // So that threads need an engine each: a prediction within a prediction overwrites the outer one's input.
    [TestMethod]
    public void All_predictions_share_one_row()
    {
        PredictionEngine<Input, Output>? engine = null;
        var model = _context.Transforms.CustomMapping<Input, Output>(
            (source, target) =>
            {
                if (source.Value == 1)
                    engine!.Predict(new Input { Value = 5 });
                target.Doubled = 2 * source.Value;
            }, null).Fit(_context.Data.LoadFromEnumerable([new Input()]));
        engine = _context.Model.CreatePredictionEngine<Input, Output>(model);
        Assert.AreEqual(6f, engine.Predict(new Input { Value = 3 }).Doubled);
        Assert.AreEqual(10f, engine.Predict(new Input { Value = 1 }).Doubled);
    }

    private sealed class Input
    {
        public float Value { get; set; }
    }

    private sealed class Output
    {
        public float Doubled { get; set; }
    }

    private sealed class Empty
    {
    }

    private sealed class WithMissing
    {
        public float Missing { get; set; } = -1;
    }

    private sealed class WrongOutput
    {
        public double Doubled { get; set; }
    }

    private sealed class OtherInput
    {
        public float Number { get; set; }
    }

    private sealed class KeyInput
    {
        [KeyType(5)]
        public uint Key { get; set; }
    }

    private sealed class KeyOutput
    {
        public uint Out { get; set; }
    }

    private sealed class VectorInput
    {
        public float[] Values { get; set; } = [];
    }

    private sealed class VectorOutput
    {
        public float[] Out { get; set; } = [];
    }

    private sealed class TextInput
    {
        public string? Text { get; set; }
    }

    private sealed class TextOutput
    {
        public uint Key { get; set; }

        public string? Back { get; set; }
    }
}
