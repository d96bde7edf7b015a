namespace Microsoft.ML.Tests;

// The contract's tests notice what they are for.
[TestClass]
public class FaultyEstimatorTests
{
    [TestMethod]
    [DataRow(Fault.PromisesTooLittle, nameof(EstimatorContractTests.The_shape_promised_before_fitting_is_delivered))]
    [DataRow(Fault.RejectsInAnotherKind, nameof(EstimatorContractTests.Invalid_inputs_are_rejected_before_and_after_fitting))]
    [DataRow(Fault.AcceptsAnything, nameof(EstimatorContractTests.Invalid_inputs_are_rejected_before_and_after_fitting))]
    [DataRow(Fault.SaysAnotherSchema, nameof(EstimatorContractTests.All_schemas_of_the_output_are_equal))]
    [DataRow(Fault.HidesThatItMapsRows, nameof(EstimatorContractTests.A_row_mapper_maps_rows_and_another_transformer_says_that_it_does_not))]
    [DataRow(Fault.SavesAnother, nameof(EstimatorContractTests.All_values_are_equal_whichever_columns_are_read))]
    [DataRow(Fault.SavesAnother, nameof(EstimatorContractTests.All_schemas_of_the_output_are_equal))]
    [DataRow(Fault.SavesNothing, nameof(EstimatorContractTests.The_model_is_saved_and_loaded_with_the_schema_of_its_input))]
    [DataRow(Fault.CannotBeDisposedOfTwice, nameof(EstimatorContractTests.Transformers_can_be_disposed_of_whether_they_were_used_or_not))]
    public void Each_fault_is_noticed(Fault fault, string test)
    {
        Run(Fault.None, test);
        Assert.Throws<Exception>(() => Run(fault, test));
    }

    private static void Run(Fault fault, string test)
        => typeof(EstimatorContractTests).GetMethod(test)!.CreateDelegate<Action>(new FaultyContract(fault))();

#pragma warning disable MSTEST0030 // Not run for itself, for it is to fail.
    private sealed class FaultyContract(Fault fault) : EstimatorContractTests
#pragma warning restore MSTEST0030
    {
        protected override bool IsRowMapper => true;

        protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) => new FaultyEstimator(mlContext, fault);

        protected override IDataView CreateInput(MLContext mlContext)
            => mlContext.Data.LoadFromEnumerable([new { Text = "a", Number = 1 }, new { Text = "b", Number = 2 }]);

        protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
            => [Without(mlContext, input, "Text")];
    }
}
