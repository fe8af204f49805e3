using System.Text.Json.Serialization;
using Sakimori.Platform.Outbox;

namespace Sakimori.Platform.Privacy;

/// <summary>Event: an account was erased across all modules. It says nothing of the person. Version 1.</summary>
/// <param name="Account">The id, which names nobody any more.</param>
[EventContract("platform.account-erased")]
public sealed record AccountErased(Guid Account);

/// <summary>Platform's own contracts as JSON.</summary>
[JsonSerializable(typeof(AccountErased))]
internal sealed partial class PrivacyEvents : JsonSerializerContext;
