using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;

namespace Sakimori.Actions;

/// <summary>
/// What the register of actions gives of one account: which actions and how the person is named there, not what the organisation's
/// action says, which its own pages show to whom it is for.
/// </summary>
internal static class ActionsExports
{
    public static PersonalExport[] All { get; } =
    [
        new("actions.owners", async (contexts, account, cancel) =>
        {
            await using var context = contexts.Read<ActionsContext>(Reader.System);
            return await context.Items.Where(a => a.OwnerAccount == account || a.MadeBy == account || a.ReportedBy == account || a.VerifiedBy == account).OrderBy(a => a.Id)
                .Select(a => (object)new
                {
                    Action = a.Id,
                    a.Organisation,
                    a.Made,
                    IsOwner = a.OwnerAccount == account,
                    OwnerName = a.OwnerAccount == account ? a.OwnerName : null,
                    IsMaker = a.MadeBy == account,
                    IsReporter = a.ReportedBy == account,
                    IsVerifier = a.VerifiedBy == account,
                }).ToListAsync(cancel);
        }),
    ];
}
