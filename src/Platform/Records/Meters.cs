using System.Diagnostics.Metrics;

namespace Sakimori.Platform.Records;

/// <summary>What Platform counts of itself, for OpenTelemetry and <c>/metrics</c>.</summary>
public static class Meters
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Sakimori";

    /// <summary>The meter, so that gauges of a host can be added.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Units of work and units of the hot lane that were committed.</summary>
    internal static readonly Counter<long> UnitsCommitted = Meter.CreateCounter<long>(
        "sakimori.units.committed", "{unit}", "Units of work and of the hot lane that are on disk.");

    /// <summary>How many units shared a commit of the hot lane.</summary>
    internal static readonly Histogram<int> GroupSize = Meter.CreateHistogram<int>(
        "sakimori.group.size", "{unit}", "Units that shared one commit of the hot lane.");

    /// <summary>Events that their handlers have handled.</summary>
    internal static readonly Counter<long> EventsHandled = Meter.CreateCounter<long>(
        "sakimori.events.handled", "{event}", "Outbox events that every handler has handled.");

    /// <summary>Tries to deliver a letter, by their end.</summary>
    internal static readonly Counter<long> MailTries = Meter.CreateCounter<long>(
        "sakimori.mail.tries", "{try}", "Tries to deliver a letter.");

    /// <summary>Calls to elsewhere, by their end.</summary>
    internal static readonly Counter<long> OutboundCalls = Meter.CreateCounter<long>(
        "sakimori.outbound.calls", "{call}", "Calls to addresses elsewhere, by their end.");

    /// <summary>Jobs that failed, by their key.</summary>
    internal static readonly Counter<long> JobFailures = Meter.CreateCounter<long>(
        "sakimori.job.failures", "{job}", "Jobs that failed.");
}
