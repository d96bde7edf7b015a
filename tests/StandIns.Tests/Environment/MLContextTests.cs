namespace Microsoft.ML.Tests;

[TestClass]
public class MLContextTests
{
    [TestMethod]
    public void Settings_have_defaults_and_can_be_changed()
    {
        var context = new MLContext();
        Assert.IsNull(context.GpuDeviceId);
        Assert.IsFalse(context.FallbackToCpu);
        Assert.AreEqual(Path.GetTempPath(), context.TempFilePath);
        context.GpuDeviceId = 1;
        context.FallbackToCpu = true;
        context.TempFilePath = "elsewhere";
        Assert.AreEqual(1, context.GpuDeviceId);
        Assert.IsTrue(context.FallbackToCpu);
        Assert.AreEqual("elsewhere", context.TempFilePath);
    }

    [TestMethod]
    public void Catalogs_are_there()
    {
        var context = new MLContext();
        Assert.IsNotNull(context.Data);
        Assert.IsNotNull(context.Transforms.Conversion);
        Assert.IsNotNull(context.Model);
        Assert.IsNotNull(context.ComponentCatalog);
    }

    [TestMethod]
    public void Messages_of_hosts_reach_the_log_with_kind_and_source()
    {
        var messages = Log(environment =>
        {
            using var channel = environment.Register("Trainer").Start("Training");
            channel.Info(MessageSensitivity.None, "epoch {0}", 1);
            channel.Warning(MessageSensitivity.None, "slow");
            channel.Error(MessageSensitivity.None, "wrong");
        });
        var own = messages.Where(message => message.Kind != ChannelMessageKind.Trace).ToArray();
        CollectionAssert.AreEqual(new[] { "epoch 1", "slow", "wrong" }, own.Select(message => message.RawMessage).ToArray());
        ChannelMessageKind[] kinds = [ChannelMessageKind.Info, ChannelMessageKind.Warning, ChannelMessageKind.Error];
        CollectionAssert.AreEqual(kinds, own.Select(message => message.Kind).ToArray());
        Assert.AreEqual("Trainer; Training", own[0].Source);
        Assert.AreEqual("[Source=Trainer; Training, Kind=Info] epoch 1", own[0].Message);
    }

    [TestMethod]
    public void A_channel_traces_its_start_and_its_end()
    {
        var messages = Log(environment =>
        {
            var channel = environment.Start("Work");
            channel.Dispose();
            channel.Dispose();
        });
        Assert.HasCount(3, messages);
        Assert.IsTrue(messages.TrueForAll(message => message.Kind == ChannelMessageKind.Trace && message.Source == "Work"));
    }

    [TestMethod]
    public void A_message_without_arguments_is_no_format()
        => Assert.Contains("{0} stays", Log(environment =>
        {
            using var channel = environment.Start("Work");
            channel.Info(MessageSensitivity.None, "{0} stays");
        }).Select(message => message.RawMessage));

    [TestMethod]
    public void A_message_cannot_be_empty()
    {
        using var channel = ((IHostEnvironment)new MLContext()).Start("Work");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => channel.Info(MessageSensitivity.None, ""));
    }

    [TestMethod]
    public void A_message_can_be_sent_on()
    {
        var context = new MLContext();
        var messages = new List<string>();
        context.Log += (_, message) => messages.Add(message.RawMessage);
        using var channel = ((IHostEnvironment)context).Start("Work");
        channel.Trace(MessageSensitivity.All, "detail");
        channel.Trace(MessageSensitivity.All, "detail {0}", 2);
        Assert.Contains("detail", messages);
        Assert.Contains("detail 2", messages);
    }

    [TestMethod]
    public void Nobody_needs_to_listen()
    {
        using var channel = ((IHostEnvironment)new MLContext()).Register("Trainer").Start("Training");
        channel.Info(MessageSensitivity.None, "unheard");
        using var pipe = ((IHostEnvironment)new MLContext()).StartPipe<int>("Numbers");
        pipe.Send(3);
    }

    [TestMethod]
    public void Hosts_need_a_name()
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ((IHostEnvironment)new MLContext()).Register(""));

    [TestMethod]
    public void Exceptions_pass_through_their_context()
    {
        var error = new InvalidOperationException();
        Assert.AreSame(error, ((IHostEnvironment)new MLContext()).Register("Trainer").Process(error));
    }

    private static List<LoggingEventArgs> Log(Action<IHostEnvironment> act)
    {
        var context = new MLContext();
        var messages = new List<LoggingEventArgs>();
        context.Log += (_, message) => messages.Add(message);
        act(context);
        return messages;
    }
}
