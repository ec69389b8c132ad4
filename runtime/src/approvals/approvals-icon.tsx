import { AuditOutlined } from '@ant-design/icons';
import { Badge } from 'antd';

/** The picture of approvals with the number of those that wait. */
export function ApprovalsIcon({ count }: { count: number }) {
  return (
    <Badge count={count} overflowCount={99} size="small">
      <AuditOutlined />
    </Badge>
  );
}
