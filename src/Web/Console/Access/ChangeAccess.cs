using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>What the command line does to accounts while it holds the data folder: the same as the API, on the system's behalf.</summary>
public static class ChangeAccess
{
    /// <summary>Invites somebody; the letter leaves when a server runs.</summary>
    public static async Task<Failure?> InviteAsync(
        IServiceProvider services, NewInvitationDocument asked, PortalAddress address, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        if (NewAccount.JudgeAddress((asked.Email ?? "").Trim()) is { } wrong)
            faults.Add(wrong);
        var grant = await GrantForm.ReadAsync(asked.Role, asked.Organisation, services.GetRequiredService<IOrganisationNames>(), faults, cancel);
        return faults.Count > 0
            ? new(FailureKind.Invalid, NewAccount.PleaseCheck, faults)
            : await services.GetRequiredService<Invitations>().InviteAsync(Reader.System, asked.Email!, Languages.Parse(asked.Language) ?? Language.Ja, grant,
                token => address.Of($"{AcceptInvitation.Path}/{token}"), cancel);
    }

    /// <summary>Grants a role.</summary>
    public static async Task<Failure?> GrantAsync(IServiceProvider services, Guid account, GrantDocument asked, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var grant = await GrantForm.ReadAsync(asked.Role, asked.Organisation, services.GetRequiredService<IOrganisationNames>(), faults, cancel);
        var (begins, ends) = (GrantForm.Day("from", asked.From, faults), GrantForm.Day("until", asked.Until, faults));
        return faults.Count > 0
            ? new(FailureKind.Invalid, NewAccount.PleaseCheck, faults)
            : await services.GetRequiredService<RoleGrants>().GrantAsync(Reader.System, account, grant, begins, ends, cancel);
    }
}
